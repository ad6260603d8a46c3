package org.stackdeck.ui.overview;

import com.vaadin.flow.component.AttachEvent;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.context.annotation.Lazy;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.ui.accessrequests.AccessRequestChangeNotifier;
import org.stackdeck.ui.admin.AdminChangeNotifier;

/**
 * Counts the accounts, access requests and grants that need the attention of administrators. The component is lazy,
 * because only the overview page of administrators uses it.
 */
@org.springframework.stereotype.Component
@Lazy
class AdministratorAttentionCounter {

    private final UserDirectory userDirectory;
    private final GrantService grantService;
    private final AccessRequestService accessRequestService;
    private final AdminChangeNotifier accountChanges;
    private final AccessRequestChangeNotifier requestChanges;
    private final Clock clock;

    AdministratorAttentionCounter(
            UserDirectory userDirectory,
            GrantService grantService,
            AccessRequestService accessRequestService,
            AdminChangeNotifier accountChanges,
            AccessRequestChangeNotifier requestChanges,
            Clock clock) {
        this.userDirectory = userDirectory;
        this.grantService = grantService;
        this.accessRequestService = accessRequestService;
        this.accountChanges = accountChanges;
        this.requestChanges = requestChanges;
        this.clock = clock;
    }

    /**
     * @param pendingAccounts number of accounts that wait for approval
     * @param endingGrants number of grants to users and groups that end within {@link EndingGrants#SOON}
     */
    record Counts(int pendingAccounts, int endingGrants) {

        static final Counts NONE = new Counts(0, 0);
    }

    /**
     * Passes the counts to the consumers now and after each change, until the component is detached.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     */
    void bind(AttachEvent attached, Caller caller, Consumer<Counts> show, Consumer<Integer> showOpenRequests) {
        accountChanges.bind(attached, () -> load(caller), show);
        requestChanges.bind(
                attached, _ -> true, () -> accessRequestService.counts(caller).open(), showOpenRequests);
    }

    private Counts load(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return new Counts(
                (int) userDirectory.all().stream()
                        .filter(user -> user.state() == User.State.PENDING)
                        .count(),
                EndingGrants.of(grantService.list(), clock.instant()).size());
    }
}
