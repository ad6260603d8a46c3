package org.stackdeck.access.report;

class ServerAccessReportServiceOnH2Tests extends ServerAccessReportServiceTests {}
