package org.stackdeck.ui.servers;

import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Server;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.DeleteProtection;
import org.stackdeck.operations.ProtectionBook;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Menu item that removes the deletion protection of a server. */
@Component
final class LiftProtectionItem extends ProtectionItem {

    private final DeleteProtection protection;
    private final ProofPrompt prompt;
    private final CurrentUser currentUser;

    LiftProtectionItem(DeleteProtection protection, ProtectionBook book, ProofPrompt prompt, CurrentUser currentUser) {
        super(book, true);
        this.protection = protection;
        this.prompt = prompt;
        this.currentUser = currentUser;
    }

    @Override
    public String label() {
        return "servers.menu.lift-protection";
    }

    /** The protection also prevents the permanent deletion of a soft-deleted server. */
    @Override
    public boolean reachesDeleted() {
        return true;
    }

    @Override
    public void open(Server server) {
        Words words = Words.here();
        prompt.during(words, () -> {
            try {
                protection.lift(currentUser.caller(), server.key());
                Toasts.done(words.say("servers.protection.lifted", server.called()));
            } catch (ActionRefusedException refused) {
                ProtectDialog.tell(refused, server, words, "servers.protection.not-lifted");
            } catch (CloudException unknown) {
                // Thrown only if the cloud must report whether the server is soft-deleted.
                Toasts.problem(
                        words.say("servers.protection.not-lifted", server.called()), CloudSays.of(unknown, words));
            }
        });
    }
}
