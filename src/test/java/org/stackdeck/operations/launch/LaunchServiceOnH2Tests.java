package org.stackdeck.operations.launch;

class LaunchServiceOnH2Tests extends LaunchServiceTests {}
