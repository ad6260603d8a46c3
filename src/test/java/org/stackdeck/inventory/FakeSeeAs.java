package org.stackdeck.inventory;

import org.stackdeck.access.Access;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.FakeAdministratorWork;

/** Creates the real service with in-memory modules. */
public final class FakeSeeAs {

    private FakeSeeAs() {}

    public static SeeAs of(Inventory inventory, Access access, Directory directory, AuditTrail trail) {
        return new AuditedSeeAs(inventory, access, directory, FakeAdministratorWork.of(directory, trail));
    }
}
