package org.stackdeck.keypairs;

class KeyPairsOnH2Tests extends KeyPairTests {}
