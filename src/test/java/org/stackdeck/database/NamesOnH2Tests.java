package org.stackdeck.database;

class NamesOnH2Tests extends NamesTests {}
