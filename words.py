import json,collections
def load(p): return json.load(open(p),object_pairs_hook=collections.OrderedDict)
W={
'desk.book':('公司','Company'),
'action.go.book':('到「公司」','Go to Company'),
'action.book.new':('新增','New'),
'action.book.edit':('修改','Change'),
'keys.scope.book':('公司','Company'),
}
B={
'tab.people':('人员','People'),'tab.territories':('辖区','Territories'),'tab.fairs':('展会','Fairs'),'tab.numbers':('规则参数','Rule numbers'),'tab.calendar':('节假日与事业部','Holidays and divisions'),'tab.replay':('展会重演','Replay a fair'),
'count_one':(None,'{{count}} entry'),'count_other':('共 {{count}} 项','{{count}} entries'),
'detail':('详情','Details'),
'waiting_one':(None,'{{count}} change waits for the server'),'waiting_other':('{{count}} 项改动等待服务器确认','{{count}} changes wait for the server'),
'waits':('待确认','Waiting'),'overlooked':('有交叠','Crossed'),
'waitsExplain':('服务器还没有确认这项改动，现在仍按原来的算。连上服务器后自动生效，生效时间以服务器为准。','The server has not confirmed this change, so the former version still counts. It takes effect once the server has it, from the time the server gives it.'),
'unseen':('{{by}}改的时候还没有看到{{others}}的改动。现在以后改的为准，两次都留在下面。','{{by}} had not seen the change by {{others}}. The later one counts; both are kept below.'),
'notSeen':('改的时候没有看到{{others}}的改动','Made without seeing the change by {{others}}'),
'history':('改动记录','History'),'never':('从未改过，按规则书的默认值。','Never changed: the rulebook’s default.'),
'founding':('建立公司时','When the company was founded'),'since':('{{when}} 起生效','in force since {{when}}'),'written':('{{when}} 写下','written {{when}}'),
'left':('已离职','Has left'),'noLaptop':('没有电脑','No laptop'),'laptops':('电脑','Laptops'),'state':('状态','State'),
'codeLater':('服务器确认后才能生成启用码：请先同步。','An enrolment code can be made once the server has confirmed it: sync first.'),
'field.name':('名称','Name'),'field.roles':('岗位','Roles'),'field.capabilities':('特别权限','Special powers'),'field.territory':('辖区','Territory'),'field.division':('事业部','Division'),'field.mentor':('带教人','Mentor'),'field.left':('在职','Employment'),'field.regions':('省市','Places'),'field.head':('负责人','Head'),'field.organiser':('主办方联系人','Organiser’s contact'),'field.place':('地点','Place'),'field.supervisor':('参展主管','Supervisor'),'field.days':('日期','Days'),'field.closes':('每日闭馆','Closes daily at'),'field.team':('参展人员','Team'),'field.intel':('对手情况专人（FAIR-12）','Watches the rivals (FAIR-12)'),'field.goals':('参展目标','Goals'),'field.divisions':('事业部','Divisions'),'field.value':('数值','Value'),
'capability.review':('评审组','Review group'),'capability.blacklist':('黑名单','Blacklist'),'capability.stock':('总销控','Stock control'),
'empty.people':('还没有人员。','Nobody yet.'),'empty.territories':('还没有辖区。没有辖区时，所有客户都由总部分配（OWN-04）。','No territories yet. Without them every customer is assigned by headquarters (OWN-04).'),'empty.fairs':('还没有展会。先建一个，再把人员加进去。','No fairs yet. Make one and add its team.'),'empty.numbers':('没有符合的参数。','No number matches.'),'empty.holidays':('没有登记节假日：只有周末不算工作日。','No holidays: only weekends are no working days.'),'empty.divisions':('没有事业部。','No divisions.'),
'newPerson':('新增人员','New person'),'newTerritory':('新增辖区','New territory'),'newFair':('新增展会','New fair'),'edit':('修改：{{name}}','Change: {{name}}'),
'save':('签字保存','Sign and save'),'saveAnyway':('确认无误，签字保存','It is meant: sign and save'),
'fromNow':('从现在起生效；此前已签字的，仍按当时的算（SYN-08）。','In force from now on; what was signed before is judged by what held then (SYN-08).'),
'remove':('删除','Remove'),'add':('添加','Add'),'drop':('去掉：{{name}}','Take out: {{name}}'),'nobody':('没有可选的人','Nobody to choose'),
'peopleThere':('人员','People there'),'territoryNote':('客户归哪个辖区，按签字当时的辖区表算（OWN-01）。','A customer’s territory is that of the table in force when the card was signed (OWN-01).'),
'addPlace':('添加省市','Add a place'),'placeHint':('输入名称开头，按 Enter 选第一个。','Type the beginning of its name; Enter takes the first.'),'offered':('可选的省市','Places to choose'),'noPlace':('没有这个省市','No such place'),'noPlaces':('还没有省市','No places yet'),'placeIn':('{{place}}（{{province}}）','{{place}} ({{province}})'),
'fair.open':('进行中','Open'),'fair.planned':('筹备中','Planned'),'fair.over':('已结束','Over'),'fair.blocked':('缺主管','No supervisor'),
'blocked':('没有在职的、主办辖区的区域经理担任主管，展会不能开始（FAIR-01）。请改派一位。','No active regional manager of the hosting territory supervises it, so it cannot open (FAIR-01). Name one.'),
'span':('{{first}} 至 {{last}}','{{first}} to {{last}}'),'firstDay':('第一天','First day'),'lastDay':('最后一天','Last day'),'hosting':('主办辖区','Hosting territory'),'supervisorOne':('参展主管（只有一位，FAIR-01）','Supervisor (exactly one, FAIR-01)'),
'copy':('照此新建……','Copy as new…'),'copyTitle':('照「{{name}}」新建','Copy “{{name}}”'),'copyHint':('日期整体移动；已离职的人不带过去。','All days move along; people who have left are not taken over.'),'copyGo':('填表','Fill in the form'),
'search':('查找参数或规则','Find a number or rule'),'number':('参数','Number'),'counted':('单位','Unit'),'rule':('规则','Rule'),'default':('默认值','Default'),'defaultIs':('默认值：{{value}}','Default: {{value}}'),'basis':('依据','Basis'),
'basisOf.T':('公司文件写明','Written in the company’s texts'),'basisOf.I':('对文件的理解','A reading of the texts'),'basisOf.D':('文件没有写','The texts are silent'),
'keptOnly':('此版本只保存，不使用','Kept, not used by this version'),'valueIn':('数值（{{unit}}）','Value ({{unit}})'),
'unit.minutes':('分钟','minutes'),'unit.hours':('小时','hours'),'unit.days':('天','days'),'unit.workingDays':('工作日','working days'),'unit.months':('个月','months'),'unit.count':('次数','count'),'unit.percent':('百分比','percent'),'unit.yuan':('元','yuan'),'unit.tenThousandYuan':('万元','10,000 yuan'),'unit.time':('时刻','time of day'),'unit.afterClose':('闭馆后','after closing'),'unit.word':('选项','word'),
'holidays':('节假日','Holidays'),'holidaysNote':('周末以外的休息日；按工作日算的期限会跳过它们。','Days off beside weekends; deadlines in working days skip them.'),'day':('日期','Day'),'divisions':('事业部','Divisions'),'newDivision':('新事业部名称','New division'),'headOf':('负责人：{{name}}','Head of {{name}}'),
'replay.empty':('选一个办过的展会，改几个参数或辖区，看看哪些客户会换人。什么都不会真的改动。','Choose a past fair, change numbers or territories, and see which customers would change hands. Nothing is really changed.'),
'replay.otherwise':('假如当时……','What if…'),'replay.note':('只在这台电脑上推算：不签字、不保存、不外传。两边都只看规则怎么说；已生效的归属不会因此改变（OWN-12）。','Worked out on this laptop only: nothing is signed, kept or sent. Both sides show what the rules alone say; what is final stays (OWN-12).'),
'replay.fair':('展会','Fair'),'replay.addNumber':('再改一个参数','Change another number'),'replay.isNow':('现在：{{value}}','Now: {{value}}'),'replay.goesTo':('{{place}}：{{from}} →','{{place}}: {{from}} →'),'replay.nobodys':('不属于任何辖区','Nobody’s'),
'replay.run':('重演','Replay'),'replay.stop':('停下','Stop'),'replay.goOn':('继续','Go on'),'replay.putAway':('收起','Put away'),'replay.progress':('进度','Progress'),
'replay.done':('已看完 {{done}} 位客户，{{changed}} 位会不同','{{done}} customers seen, {{changed}} would differ'),'replay.running':('已看 {{done}} 位，{{changed}} 位会不同……','{{done}} seen, {{changed}} would differ…'),'replay.stopped':('停在 {{done}} 位，{{changed}} 位会不同','Stopped after {{done}}, {{changed}} would differ'),
'replay.places_one':(None,'{{count}} place'),'replay.places_other':('{{count}} 个省市','{{count}} places'),
'replay.what.owner':('换归属','Other owner'),'replay.what.effective':('换有效卡','Other card counts'),'replay.what.credit':('换业绩','Other credit'),'replay.what.territory':('辖区内外不同','In or out of territory'),'replay.what.authority':('换分配人','Other authority'),
'replay.before':('按当时的规则','As the rules were'),'replay.after':('假如','If'),'replay.same':('没有任何客户会不同。','No customer would differ.'),'replay.held':('已生效','Final'),'replay.heldExplain':('这位客户的归属已生效，不会因为改规则而换人；这里只是规则本身会怎么说（OWN-12）。','This customer’s ruling is final and would not change hands; this is only what the rules alone would say (OWN-12).'),
'replay.nameless':('（没有名称）','(no name)'),'replay.company':('待总部分配','Waits for headquarters'),'replay.pool':('{{name}}待分配','Pool of {{name}}'),'replay.card':('有效卡：{{name}}','card of {{name}}'),'replay.credit':('业绩：{{name}}','credit: {{name}}'),'replay.decides':('由{{name}}分配','{{name}} decides'),'replay.more':('显示前 {{shown}} 位，共 {{changed}} 位。','The first {{shown}} of {{changed}}.'),
}
F={
'book.changed':('{{by}}刚刚改过这一项，您看到的已不是最新。没有保存；请关闭后重新打开再改。','{{by}} has just changed this; what you see is no longer the newest. Nothing was saved: close it, open it again and make your change.'),
'book.unknown':('没有「{{id}}」，没有保存。','There is no “{{id}}”; nothing was saved.'),
'book.bad_id':('编号「{{id}}」不能用：1 到 64 个字符，没有空格。','The id “{{id}}” cannot be taken: 1 to 64 characters without spaces.'),
'book.nameless':('还没有写名称。','The name is missing.'),
'book.no_role':('至少选一个岗位。','Choose at least one role.'),
'book.manager_nowhere':('区域经理要有辖区，请选一个。','A regional manager needs a territory: choose one.'),
'book.own_mentor':('带教人不能是本人，也不能互相带教（OWN-16）。','Nobody mentors himself, and no two mentor each other (OWN-16).'),
'book.last_hq':('这是最后一位总部人员。去掉之后谁也不能再改公司资料，所以没有保存；请先给另一位总部岗位。','This is the last person at headquarters. Nobody could change the company any more, so nothing was saved: give somebody else that role first.'),
'book.supervises':('他是「{{fair}}」的主管（FAIR-01）。没有保存；请先给展会换主管，再改这里。','He supervises “{{fair}}” (FAIR-01). Nothing was saved: replace him there first.'),
'book.heads':('他是「{{territory}}」的负责人。没有保存；请先给辖区换负责人。','He heads “{{territory}}”. Nothing was saved: replace him there first.'),
'book.same_name':('已经有一个「{{name}}」，请换个名称。','There is already a “{{name}}”: choose another name.'),
'book.overlap':('{{place}}同时在「{{territory}}」和「{{other}}」里。一个地方只能属于一个辖区，没有保存。','{{place}} is in “{{territory}}” and in “{{other}}”. A place belongs to one territory; nothing was saved.'),
'book.head_elsewhere':('{{name}}不是「{{territory}}」的区域经理，不能当负责人。','{{name}} is no regional manager of “{{territory}}” and cannot head it.'),
'book.in_use':('「{{by}}」还在用它，所以没有删除。请先改那边。','“{{by}}” still uses it, so it was not removed. Change that first.'),
'book.bad_time':('闭馆时间不对，应像 17:00。','The closing time is none; write it as 17:00.'),
'book.supervisor':('参展主管要是「{{territory}}」在职的区域经理（FAIR-01）。没有保存；请另选一位。','The supervisor must be an active regional manager of “{{territory}}” (FAIR-01). Nothing was saved: choose another.'),
'book.intel_outside':('{{name}}没有参加这个展会，不能负责收集对手情况（FAIR-12）。','{{name}} takes no part in this fair and cannot watch the rivals there (FAIR-12).'),
'book.no_days':('展会至少要有一天：最后一天不能早于第一天。','A fair has at least one day: the last cannot be before the first.'),
'book.bad_day':('「{{day}}」不是日期，应像 2026-03-12。','“{{day}}” is no day; write it as 2026-03-12.'),
'book.day_begun':('{{day}} 已经开始或过去，那天签的卡属于这个展会，不能去掉。','{{day}} has begun or is past: the cards signed on it belong to the fair, and it cannot be taken out.'),
'book.bad_value':('{{name}} 的值不对（单位：{{unit}}），例如 {{example}}。没有保存。','This is no value of {{name}} ({{unit}}); for example {{example}}. Nothing was saved.'),
'book.nothing':('没有改动，所以没有保存。','Nothing was changed, so nothing was saved.'),
'book.sure.both_sides':('「{{role}}」和「{{other}}」是互相核对的两方：同一条记录上，他只能当其中一方。如果确实要这样，请再按一次保存。','“{{role}}” and “{{other}}” are two sides of a check: on one record he can only be one of them. If it is meant, save once more.'),
'book.sure.overlap':('{{place}}现在属于「{{other}}」。如果要移过来，请再按一次保存。','{{place}} belongs to “{{other}}”. To move it here, save once more.'),
'book.sure.two_fairs':('{{name}} 在 {{day}} 已参加「{{fair}}」。如果确实要这样，请再按一次保存。','{{name}} is at “{{fair}}” on {{day}}. If it is meant, save once more.'),
'replay.nothing':('还没有改任何参数或辖区，没有可以重演的。','No number or territory was changed, so there is nothing to replay.'),
'replay.none':('重演已经收起，请重新开始。','The replay was put away: begin again.'),
}
for i,p in enumerate(['src/i18n/zh-CN.json','src/i18n/en.json']):
    d=load(p)
    def put(path,v):
        if v is None: return
        o=d
        ks=path.split('.')
        for k in ks[:-1]: o=o.setdefault(k,collections.OrderedDict())
        o[ks[-1]]=v
    for k,v in W.items(): put(k,v[i])
    for k,v in B.items(): put('book.'+k,v[i])
    for k,v in F.items(): d['failure'][k]=v[i]
    json.dump(d,open(p,'w'),ensure_ascii=False,indent=2); open(p,'a').write('\n')
