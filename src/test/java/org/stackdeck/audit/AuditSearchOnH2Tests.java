package org.stackdeck.audit;

class AuditSearchOnH2Tests extends AuditSearchTests {}
