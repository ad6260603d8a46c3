package org.stackdeck.ui.grants;

import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Grants;
import org.stackdeck.access.Ownership;
import org.stackdeck.access.Roles;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/**
 * Creates the dialog that grants access, with the current users, groups, projects and roles. Lazy, because only
 * administration pages use it.
 */
@Component
@Lazy
public class GiveAccess {

    private final Directory directory;
    private final Groups groups;
    private final Roles roles;
    private final Clouds clouds;
    private final Inventory inventory;
    private final Ownership ownership;
    private final Grants grants;
    private final ProofPrompt prompt;
    private final CurrentUser currentUser;
    private final Live live;
    private final Clock clock;

    GiveAccess(
            Directory directory,
            Groups groups,
            Roles roles,
            Clouds clouds,
            Inventory inventory,
            Ownership ownership,
            Grants grants,
            ProofPrompt prompt,
            CurrentUser currentUser,
            Live live,
            Clock clock) {
        this.directory = directory;
        this.groups = groups;
        this.roles = roles;
        this.clouds = clouds;
        this.inventory = inventory;
        this.ownership = ownership;
        this.grants = grants;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.live = live;
        this.clock = clock;
    }

    /**
     * Opens the dialog and grants the selected access.
     *
     * @param first name of the preselected user or group; empty for none
     * @param granted runs after each grant
     */
    public void open(Words words, String first, Runnable granted) {
        dialog(
                        words,
                        currentUser.caller().userId(),
                        first,
                        (draft, done) -> grant(words, draft, () -> {
                            done.run();
                            granted.run();
                        }))
                .open();
    }

    private void grant(Words words, GrantDraft draft, Runnable done) {
        prompt.during(words, () -> {
            for (Party party : draft.parties()) {
                draft.terms().forEach(terms -> grants.give(currentUser.caller(), party.grantee(), terms));
            }
            done.run();
            Toasts.done(words.say(
                    "grants.given",
                    new GrantPhrases(words, clouds, inventory)
                            .list(draft.parties().stream().map(Party::name).toList())));
        });
    }

    /**
     * Creates the dialog without opening it.
     *
     * @param first name of the preselected user or group; null for none
     */
    public GiveAccessDialog dialog(Words words, UserId viewer, @Nullable String first, GiveAccessDialog.Giver giver) {
        var parties = Party.all(directory, groups);
        return new GiveAccessDialog(
                new GiveAccessDialog.Parts(
                        new GrantChoices(parties, Place.all(clouds.names(), clouds.projects()), roles.all()),
                        inventory,
                        ownership,
                        this::members,
                        new GrantPhrases(words, clouds, inventory),
                        live,
                        clock,
                        viewer),
                words,
                parties.stream()
                        .filter(party -> party.name().equals(first))
                        .findFirst()
                        .orElse(null),
                giver);
    }

    private Set<UserId> members(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OfUser(var user) -> Set.of(user);
            case Grantee.OfGroup(var group) ->
                groups.find(group).map(Group::members).orElse(Set.of());
        };
    }
}
