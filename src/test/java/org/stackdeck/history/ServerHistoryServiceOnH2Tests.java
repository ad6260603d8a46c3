package org.stackdeck.history;

class ServerHistoryServiceOnH2Tests extends ServerHistoryServiceTests {}
