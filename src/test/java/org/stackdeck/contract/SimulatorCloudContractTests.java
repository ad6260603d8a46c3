package org.stackdeck.contract;

class SimulatorCloudContractTests extends CloudContract {}
