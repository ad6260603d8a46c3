package org.stackdeck.ui.proof;

import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Passkeys;
import org.stackdeck.identity.Proofs;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;

/** Asks people to prove anew who they are where a deed needs it, and does the deed then. */
@Component
public class ProofPrompt {

    private final Proofs proofs;
    private final Supplier<String> ask;
    private final CurrentUser currentUser;

    @Autowired
    ProofPrompt(Proofs proofs, Passkeys passkeys, CurrentUser currentUser) {
        this(proofs, () -> passkeys.ask(currentUser.caller()), currentUser);
    }

    /** @param ask gives what a browser finds a passkey by */
    public ProofPrompt(Proofs proofs, Supplier<String> ask, CurrentUser currentUser) {
        this.proofs = proofs;
        this.ask = ask;
        this.currentUser = currentUser;
    }

    /** Does it at once, or after a dialog. What is on the page stays as it is. */
    public void during(Words words, Runnable deed) {
        try {
            deed.run();
        } catch (StepUpRequiredException asked) {
            new ProofDialog(field(words, asked), words, deed).open();
        }
    }

    /** Asks where the deed is not at hand any more: the person asks for it again. */
    public void ask(Words words, StepUpRequiredException asked) {
        new ProofDialog(field(words, asked), words, () -> Toasts.done(words.say("proof.again"))).open();
    }

    /** For a dialog that asks within itself. */
    public ProofField field(Words words, StepUpRequiredException asked) {
        return new ProofField(proofs, ask, currentUser, words, asked.means());
    }
}
