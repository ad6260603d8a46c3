package org.stackdeck.keypairs;

class UserKeyPairServiceOnH2Tests extends UserKeyPairServiceTests {}
