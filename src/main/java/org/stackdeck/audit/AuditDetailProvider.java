package org.stackdeck.audit;

/** Exception for a refused action that provides the reason as the detail of an audit entry. */
public interface AuditDetailProvider {

    AuditDetail auditDetail();
}
