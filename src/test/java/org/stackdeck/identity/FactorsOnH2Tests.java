package org.stackdeck.identity;

class FactorsOnH2Tests extends FactorsTests {}
