package org.stackdeck.contract;

class SimulatorServerActionTests extends ServerActionContract {}
