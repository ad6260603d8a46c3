package org.stackdeck.connections;

class CloudConnectionServiceOnH2Tests extends CloudConnectionServiceTests {}
