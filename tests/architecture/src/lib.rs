//! Holds the shape of the project: who may know whom, and that generated files are what their source
//! says. There is nothing here but tests.
