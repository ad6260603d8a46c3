package org.stackdeck.identity.factor;

class SecondFactorOnH2Tests extends SecondFactorTests {}
