package org.stackdeck.operations;

class LaunchesOnH2Tests extends LaunchTests {}
