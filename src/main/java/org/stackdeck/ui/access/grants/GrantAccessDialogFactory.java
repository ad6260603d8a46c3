package org.stackdeck.ui.access.grants;

import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.access.ownership.ServerOwnershipService;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.GrantDraft;
import org.stackdeck.ui.access.GrantMessages;
import org.stackdeck.ui.access.NamedGrantee;
import org.stackdeck.ui.access.ProjectOption;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationPrompt;

/**
 * Creates the dialog that grants access, with the current users, groups, projects and roles. Lazy, because only
 * administration pages use it.
 */
@Component
@Lazy
public class GrantAccessDialogFactory {

    private final UserDirectory userDirectory;
    private final GroupService groupService;
    private final RoleService roleService;
    private final Clouds clouds;
    private final Inventory inventory;
    private final ServerOwnershipService serverOwnershipService;
    private final GrantService grantService;
    private final ReauthenticationPrompt prompt;
    private final CurrentUser currentUser;
    private final UiPush uiPush;
    private final Clock clock;

    GrantAccessDialogFactory(
            UserDirectory userDirectory,
            GroupService groupService,
            RoleService roleService,
            Clouds clouds,
            Inventory inventory,
            ServerOwnershipService serverOwnershipService,
            GrantService grantService,
            ReauthenticationPrompt prompt,
            CurrentUser currentUser,
            UiPush uiPush,
            Clock clock) {
        this.userDirectory = userDirectory;
        this.groupService = groupService;
        this.roleService = roleService;
        this.clouds = clouds;
        this.inventory = inventory;
        this.serverOwnershipService = serverOwnershipService;
        this.grantService = grantService;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.clock = clock;
    }

    /**
     * Opens the dialog and grants the selected access.
     *
     * @param first name of the preselected user or group; empty for none
     * @param granted runs after each grant
     */
    public void open(Messages messages, String first, Runnable granted) {
        createDialog(
                        messages,
                        currentUser.caller().userId(),
                        first,
                        (draft, done) -> grant(messages, draft, () -> {
                            done.run();
                            granted.run();
                        }))
                .open();
    }

    private void grant(Messages messages, GrantDraft draft, Runnable done) {
        prompt.runAuthenticated(messages, caller -> {
            for (NamedGrantee namedGrantee : draft.parties()) {
                draft.terms().forEach(grantTerms -> grantService.create(caller, namedGrantee.grantee(), grantTerms));
            }
            done.run();
            Toasts.showSuccess(messages.text(
                    "grants.given",
                    new GrantMessages(messages, clouds, inventory)
                            .joined(draft.parties().stream()
                                    .map(NamedGrantee::name)
                                    .toList())));
        });
    }

    /**
     * Creates the dialog without opening it.
     *
     * @param first name of the preselected user or group; null for none
     */
    public GrantAccessDialog createDialog(
            Messages messages, UserId viewer, @Nullable String first, GrantAccessDialog.GrantHandler grantHandler) {
        var parties = NamedGrantee.grantable(userDirectory, groupService);
        return new GrantAccessDialog(
                new GrantAccessDialog.Dependencies(
                        new GrantOptions(
                                parties, ProjectOption.options(clouds.names(), clouds.projects()), roleService.list()),
                        inventory,
                        serverOwnershipService,
                        this::members,
                        new GrantMessages(messages, clouds, inventory),
                        uiPush,
                        clock,
                        viewer),
                messages,
                parties.stream()
                        .filter(namedGrantee -> namedGrantee.name().equals(first))
                        .findFirst()
                        .orElse(null),
                grantHandler);
    }

    private Set<UserId> members(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OfUser(var user) -> Set.of(user);
            case Grantee.OfGroup(var group) ->
                groupService.find(group).map(Group::members).orElse(Set.of());
        };
    }
}
