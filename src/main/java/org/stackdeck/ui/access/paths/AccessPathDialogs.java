package org.stackdeck.ui.access.paths;

import java.time.Clock;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.report.ResourceAccessReportService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.GrantReferenceLookup;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.i18n.Messages;

/** Opens the dialog with the users who can access a server or another resource. */
@Component
public class AccessPathDialogs {

    private final ResourceAccessReportService resourceAccessReportService;
    private final GrantReferenceLookup catalog;
    private final AdminChangeNotifier notifier;
    private final CurrentUser currentUser;
    private final Clock clock;

    AccessPathDialogs(
            ResourceAccessReportService resourceAccessReportService,
            @Lazy GrantReferenceLookup catalog,
            AdminChangeNotifier notifier,
            CurrentUser currentUser,
            Clock clock) {
        this.resourceAccessReportService = resourceAccessReportService;
        this.catalog = catalog;
        this.notifier = notifier;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    /**
     * @param name displayed name of the server or resource
     * @throws org.stackdeck.identity.NotAdministratorException if the viewer is not an administrator
     */
    public void open(ResourceAttributes resource, String name, Messages messages) {
        new AccessPathDialog(
                        new AccessPathDialog.Dependencies(
                                resourceAccessReportService, catalog, notifier, currentUser.caller(), clock),
                        messages,
                        resource,
                        name)
                .open();
    }
}
