package org.stackdeck.audit;

class AuditCheckOnH2Tests extends AuditCheckTests {}
