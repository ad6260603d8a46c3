package org.stackdeck.cloud.openstack;

import org.stackdeck.cloud.Remark;

/** An entry that cannot be used as it is written; the remark says where and why. */
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
