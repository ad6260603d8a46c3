package org.stackdeck.ui.preview;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.DeletedServers;
import org.stackdeck.operations.FakeOperations;
import org.stackdeck.operations.ProtectionBook;

/** Enforces permissions by grants for servers and operations, too. */
public class GrantedServers extends Granted {

    @Bean
    @Primary
    FakeInventory visible(FakeAccess access) {
        return new FakeInventory(access);
    }

    @Bean
    @Primary
    FakeOperations possible(
            FakeAccess access, Inventory inventory, ProtectionBook protections, DeletedServers deleted, Clock clock) {
        return new FakeOperations(access, inventory, protections, deleted, clock);
    }
}
