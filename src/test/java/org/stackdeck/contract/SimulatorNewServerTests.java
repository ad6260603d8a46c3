package org.stackdeck.contract;

class SimulatorNewServerTests extends NewServerContract {}
