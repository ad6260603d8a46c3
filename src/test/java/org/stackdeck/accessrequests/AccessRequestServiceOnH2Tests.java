package org.stackdeck.accessrequests;

class AccessRequestServiceOnH2Tests extends AccessRequestServiceTests {}
