package org.stackdeck.cloud.openstack;

import org.stackdeck.cloud.Remark;

/** A configured entry is invalid; the remark contains location and reason. */
final class BrokenEntryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Remark remark;

    BrokenEntryException(Remark remark) {
        super(remark.text());
        this.remark = remark;
    }

    Remark remark() {
        return remark;
    }
}
