package org.stackdeck.ui.access.ownership;

import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.identity.Caller;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.grants.GrantAccessDialogFactory;
import org.stackdeck.ui.i18n.Messages;

/** Shows and changes the owners of servers and other resources, and grants access to them. */
@Component
public class OwnerDialogs {

    private final OwnerDialog.Services services;
    private final GrantAccessDialogFactory grants;
    private final CurrentUser currentUser;

    OwnerDialogs(OwnerDialog.Services services, @Lazy GrantAccessDialogFactory grants, CurrentUser currentUser) {
        this.services = services;
        this.grants = grants;
        this.currentUser = currentUser;
    }

    /** Returns the owner's name, marked if the viewer is the owner; empty if there is no owner. */
    public Optional<String> text(ActionTarget target, Messages messages) {
        return services.owners()
                .current()
                .ownerOf(target)
                .map(owner -> owner.id().equals(currentUser.caller().userId())
                        ? messages.text("servers.page.owner.you", owner.name().value())
                        : owner.name().value());
    }

    /** Runs the task now and after each change of any owner. */
    public Subscription subscribe(Runnable changed) {
        return services.owners().subscribe(_ -> changed.run());
    }

    /**
     * Opens the dialog that grants other users access to the resource.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the viewer is not an administrator
     */
    public void grantAccess(ResourceAttributes resource, Messages messages) {
        services.userDirectory().requireAdministrator(currentUser.caller());
        grants.openFor(messages, resource);
    }

    /**
     * Opens the dialog that changes the owner.
     *
     * @param name displayed name of the server or resource
     * @throws org.stackdeck.identity.NotAdministratorException if the viewer is not an administrator
     */
    public void open(ResourceAttributes resource, String name, Messages messages) {
        Caller caller = currentUser.caller();
        services.userDirectory().requireAdministrator(caller);
        new OwnerDialog(services, caller, messages, resource, name).open();
    }
}
