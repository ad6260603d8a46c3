package org.stackdeck.audit;

class AuditChainVerifierOnH2Tests extends AuditChainVerifierTests {}
