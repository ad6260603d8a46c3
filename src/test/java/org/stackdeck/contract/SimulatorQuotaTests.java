package org.stackdeck.contract;

class SimulatorQuotaTests extends QuotaContract {}
