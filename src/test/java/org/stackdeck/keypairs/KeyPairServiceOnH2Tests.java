package org.stackdeck.keypairs;

class KeyPairServiceOnH2Tests extends KeyPairServiceTests {}
