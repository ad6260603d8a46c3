package org.stackdeck.inventory;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Subject;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Shows the inventory as another user sees it. For administrators only. The identity of that user is used only for
 * reading the inventory.
 */
@Service
public class ImpersonationService {

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;
    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;

    ImpersonationService(
            Inventory inventory,
            AccessDecisionService accessDecisionService,
            UserDirectory userDirectory,
            AdminActionExecutor executor) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
        this.userDirectory = userDirectory;
        this.executor = executor;
    }

    /**
     * Opens the inventory of a user. A call is audited once, even if the caller is not an administrator; an
     * administrator's call for an unknown user is not audited. Re-authentication is not required, because nothing is
     * changed.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     * @throws UnknownUserException if the user does not exist
     */
    public ImpersonatedInventory open(Caller caller, UserName name) {
        Optional<UserId> user = userDirectory.find(name).map(User::id);
        String id = user.map(UserId::toString).orElse(null);
        return executor.executeRead(
                new AdminAction(caller, "user.see-as", "user", id, name.value()),
                () -> new ImpersonatedInventory(caller, user.orElseThrow(UnknownUserException::new)));
    }

    /** The user and the user's current permissions. */
    public record UserRights(User user, Subject subject) {}

    /**
     * Read-only view of the inventory as another user sees it. Valid while the caller who opened this view is an
     * administrator.
     */
    public final class ImpersonatedInventory {

        private final Caller administrator;
        private final UserId user;

        private ImpersonatedInventory(Caller administrator, UserId user) {
            this.administrator = administrator;
            this.user = user;
        }

        /**
         * @throws org.stackdeck.identity.NotAdministratorException if the caller who opened this view is no longer an
         *     administrator
         */
        public UserRights userRights() {
            userDirectory.requireAdministrator(administrator);
            return new UserRights(userDirectory.require(user), accessDecisionService.subject(user));
        }

        /**
         * Returns the servers currently visible to the user. Increases the polling demand like {@link
         * Inventory#current}.
         *
         * @throws org.stackdeck.identity.NotAdministratorException if the caller who opened this view is no longer an
         *     administrator
         */
        public VisibleServersUpdate current() {
            userDirectory.requireAdministrator(administrator);
            return inventory.current(user);
        }

        /**
         * Subscribes like {@link Inventory#subscribe} for the user. If the caller is no longer an administrator at the
         * time of an update, the receiver is not called again, even if the role is granted again.
         */
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
