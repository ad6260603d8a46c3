package org.stackdeck.inventory.live;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.ImpersonatedInventory;
import org.stackdeck.inventory.ImpersonationService;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.VisibleServersUpdate;

/**
 * Opens the inventory of another user and records this in the audit trail. The identity of that user is used only for
 * reading the inventory.
 */
@Service
class AuditedImpersonationService implements ImpersonationService {

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;
    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;

    AuditedImpersonationService(
            Inventory inventory,
            AccessDecisionService accessDecisionService,
            UserDirectory userDirectory,
            AdminActionExecutor executor) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
        this.userDirectory = userDirectory;
        this.executor = executor;
    }

    @Override
    public ImpersonatedInventory open(Caller caller, UserName name) {
        Optional<UserId> user = userDirectory.find(name).map(User::id);
        String id = user.map(UserId::toString).orElse(null);
        return executor.executeRead(
                new AdminAction(caller, "user.see-as", "user", id, name.value()),
                () -> new AuthorizedInventory(caller, user.orElseThrow(UnknownUserException::new)));
    }

    private final class AuthorizedInventory implements ImpersonatedInventory {

        private final Caller administrator;
        private final UserId user;

        AuthorizedInventory(Caller administrator, UserId user) {
            this.administrator = administrator;
            this.user = user;
        }

        @Override
        public UserRights userRights() {
            userDirectory.requireAdministrator(administrator);
            return new UserRights(userDirectory.require(user), accessDecisionService.subject(user));
        }

        @Override
        public VisibleServersUpdate current() {
            userDirectory.requireAdministrator(administrator);
            return inventory.current(user);
        }

        @Override
        public PausableSubscription subscribe(Consumer<VisibleServersUpdate> receiver) {
            AtomicBoolean over = new AtomicBoolean();
            return inventory.subscribe(user, inventoryUpdate -> {
                // While the database is unavailable, the last known permissions apply, like in the inventory.
                if (over.get()
                        || !accessDecisionService
                                .permissions(administrator.userId())
                                .isAdministrator()) {
                    over.set(true);
                } else {
                    receiver.accept(inventoryUpdate);
                }
            });
        }
    }
}
