package org.stackdeck.history;

class QuotaHistoryServiceOnH2Tests extends QuotaHistoryServiceTests {}
