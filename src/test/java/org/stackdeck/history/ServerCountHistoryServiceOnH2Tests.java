package org.stackdeck.history;

class ServerCountHistoryServiceOnH2Tests extends ServerCountHistoryServiceTests {}
