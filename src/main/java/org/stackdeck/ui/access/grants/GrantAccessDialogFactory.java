package org.stackdeck.ui.access.grants;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.access.grant.TooManyGrantsException;
import org.stackdeck.access.ownership.OwnershipService;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.group.UnknownGroupException;
import org.stackdeck.ui.access.GrantDraft;
import org.stackdeck.ui.access.GrantReferenceLookup;
import org.stackdeck.ui.access.NamedGrantee;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Creates the dialog that grants access. The bean is lazy, because only administration pages use it. */
@Component
@Lazy
public class GrantAccessDialogFactory {

    private final UserDirectory userDirectory;
    private final GroupService groupService;
    private final OwnershipService ownershipService;
    private final GrantService grantService;
    private final GrantReferenceLookup catalog;
    private final ReauthenticationHandler handler;
    private final Clock clock;

    GrantAccessDialogFactory(
            UserDirectory userDirectory,
            GroupService groupService,
            OwnershipService ownershipService,
            GrantService grantService,
            GrantReferenceLookup catalog,
            ReauthenticationHandler handler,
            Clock clock) {
        this.userDirectory = userDirectory;
        this.groupService = groupService;
        this.ownershipService = ownershipService;
        this.grantService = grantService;
        this.catalog = catalog;
        this.handler = handler;
        this.clock = clock;
    }

    /** Returns the user or group with this name. Returns the group if a user has the same name. */
    Optional<Grantee> findGrantee(String name) {
        return NamedGrantee.grantable(userDirectory, groupService).stream()
                .filter(namedGrantee -> namedGrantee.name().equals(name))
                .map(NamedGrantee::grantee)
                .findFirst();
    }

    /**
     * Opens the dialog and grants the selected access.
     *
     * @param first the preselected user or group; null for none
     * @param granted runs after the access has been granted
     */
    public void open(Messages messages, @Nullable Grantee first, Runnable granted) {
        createDialog(
                        messages,
                        first,
                        (draft, done) -> grant(messages, draft, () -> {
                            done.run();
                            granted.run();
                        }))
                .open();
    }

    /** Opens the dialog with one selected resource, and grants the selected access. */
    public void openFor(Messages messages, ResourceAttributes resource) {
        GrantAccessDialog dialog = createDialog(messages, null, (draft, done) -> grant(messages, draft, done));
        dialog.select(resource);
        dialog.open();
    }

    private void grant(Messages messages, GrantDraft draft, Runnable done) {
        handler.runAuthenticated(messages, caller -> {
            try {
                var _ = grantService.createAll(
                        caller,
                        draft.grantees().stream().map(NamedGrantee::grantee).toList(),
                        draft.terms());
            } catch (TooManyGrantsException e) {
                showRefusal(messages, messages.text("grants.full", GrantService.MAX_PER_GRANTEE));
                return;
            } catch (UnknownRoleException e) {
                showRefusal(messages, messages.text("grants.no-role", e.roleName()));
                return;
            } catch (UnknownUserException | UnknownGroupException e) {
                showRefusal(messages, messages.text("grants.grantee-gone"));
                return;
            }
            done.run();
            List<String> names =
                    draft.grantees().stream().map(NamedGrantee::name).toList();
            Toasts.showSuccess(
                    messages.text("grants.given", catalog.formatter(messages).joined(names)));
        });
    }

    private static void showRefusal(Messages messages, String reason) {
        Toasts.showError(messages.text("grants.not-given"), reason);
    }

    /**
     * Creates the dialog without opening it.
     *
     * @param first the preselected user or group; null for none
     */
    public GrantAccessDialog createDialog(
            Messages messages, @Nullable Grantee first, BiConsumer<GrantDraft, Runnable> grant) {
        List<NamedGrantee> candidates = NamedGrantee.grantable(userDirectory, groupService);
        return new GrantAccessDialog(
                messages,
                catalog,
                clock,
                candidates,
                candidates.stream()
                        .filter(namedGrantee -> namedGrantee.grantee().equals(first))
                        .findFirst()
                        .orElse(null),
                this::owned,
                grant);
    }

    private Set<ActionTarget> owned(Grantee grantee) {
        Set<UserId> users = switch (grantee) {
            case Grantee.OfUser(var user) -> Set.of(user);
            case Grantee.OfGroup(var group) ->
                groupService.find(group).map(Group::members).orElse(Set.of());
        };
        return users.stream()
                .flatMap(user -> ownershipService.findOwnedBy(user).stream())
                .collect(Collectors.toSet());
    }
}
