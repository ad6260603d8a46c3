package org.stackdeck.inventory;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.stackdeck.access.Access;
import org.stackdeck.identity.AdministratorWork;
import org.stackdeck.identity.AdministratorWork.Deed;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Opens the inventory of another user and records this in the audit trail. Only the inventory is queried with the
 * identity of that user.
 */
@Service
class AuditedSeeAs implements SeeAs {

    private final Inventory inventory;
    private final Access access;
    private final Directory directory;
    private final AdministratorWork work;

    AuditedSeeAs(Inventory inventory, Access access, Directory directory, AdministratorWork work) {
        this.inventory = inventory;
        this.access = access;
        this.directory = directory;
        this.work = work;
    }

    @Override
    public OthersView open(Caller caller, UserName name) {
        Optional<UserId> user = directory.find(name).map(User::id);
        String id = user.map(UserId::toString).orElse(null);
        return work.look(
                new Deed(caller, "user.see-as", "user", id, name.value()),
                () -> new Opened(caller, user.orElseThrow(UnknownUserException::new)));
    }

    private final class Opened implements OthersView {

        private final Caller administrator;
        private final UserId user;

        Opened(Caller administrator, UserId user) {
            this.administrator = administrator;
            this.user = user;
        }

        @Override
        public Person person() {
            directory.requireAdministrator(administrator);
            return new Person(directory.find(user).orElseThrow(UnknownUserException::new), access.subject(user));
        }

        @Override
        public View look() {
            directory.requireAdministrator(administrator);
            return inventory.look(user);
        }

        @Override
        public Watching watch(Consumer<View> receiver) {
            AtomicBoolean over = new AtomicBoolean();
            return inventory.watch(user, view -> {
                // As in the inventory, the last known rights apply while the database is unavailable.
                if (over.get() || !access.rights(administrator.userId()).administrator()) {
                    over.set(true);
                } else {
                    receiver.accept(view);
                }
            });
        }
    }
}
