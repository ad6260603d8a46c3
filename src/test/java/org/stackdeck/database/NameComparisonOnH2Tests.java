package org.stackdeck.database;

class NameComparisonOnH2Tests extends NameComparisonTests {}
