package org.stackdeck.contract;

class SimulatorConnectionTests extends ConnectionTestContract {}
