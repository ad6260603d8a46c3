package org.stackdeck.ui.servers;

import org.springframework.stereotype.Component;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Server;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.DeleteProtection;
import org.stackdeck.operations.ProtectionBook;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Lets those who may delete a server have it deleted again. */
@Component
class LiftProtectionItem implements MenuExtra {

    private final DeleteProtection protection;
    private final ProtectionBook book;
    private final ProofPrompt prompt;
    private final CurrentUser currentUser;

    LiftProtectionItem(DeleteProtection protection, ProtectionBook book, ProofPrompt prompt, CurrentUser currentUser) {
        this.protection = protection;
        this.book = book;
        this.prompt = prompt;
        this.currentUser = currentUser;
    }

    @Override
    public String icon() {
        return "shield";
    }

    @Override
    public String label() {
        return "servers.menu.lift-protection";
    }

    @Override
    public boolean offered(Rights rights, Server server) {
        return book.protections().of(server.key()).isPresent()
                && rights.decide(Permission.SERVER_DELETE, ServerFacts.of(server))
                        .allowed();
    }

    /** It stands in the way of deleting for good, too. */
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
                Toasts.done(words.say("servers.protection.lifted", ProtectDialog.called(server)));
            } catch (ActionRefusedException refused) {
                ProtectDialog.tell(refused, server, words, "servers.protection.not-lifted");
            } catch (CloudException unknown) {
                // Only where the cloud had to be asked whether it keeps the server.
                Toasts.problem(
                        words.say("servers.protection.not-lifted", ProtectDialog.called(server)),
                        String.valueOf(unknown.getMessage()));
            }
        });
    }
}
