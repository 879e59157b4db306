-- Lines of the register of visitors are erased as well as cards.
alter table erased rename column card to subject;
