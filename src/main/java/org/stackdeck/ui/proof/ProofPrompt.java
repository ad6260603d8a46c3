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

/** Requires re-authentication where an action needs it, and then runs the action. */
@Component
public class ProofPrompt {

    private final Proofs proofs;
    private final Supplier<String> ask;
    private final CurrentUser currentUser;

    @Autowired
    ProofPrompt(Proofs proofs, Passkeys passkeys, CurrentUser currentUser) {
        this(proofs, () -> passkeys.ask(currentUser.caller()), currentUser);
    }

    /** @param ask returns the options for the passkey request */
    public ProofPrompt(Proofs proofs, Supplier<String> ask, CurrentUser currentUser) {
        this.proofs = proofs;
        this.ask = ask;
        this.currentUser = currentUser;
    }

    /** Runs the action, after a re-authentication dialog if necessary. The page keeps its state. */
    public void during(Words words, Runnable deed) {
        try {
            deed.run();
        } catch (StepUpRequiredException asked) {
            new ProofDialog(field(words, asked), words, deed).open();
        }
    }

    /** Opens the dialog if the action cannot be repeated automatically: the user repeats it. */
    public void ask(Words words, StepUpRequiredException asked) {
        new ProofDialog(field(words, asked), words, () -> Toasts.done(words.say("proof.again"))).open();
    }

    /** Field for dialogs that contain the re-authentication. */
    public ProofField field(Words words, StepUpRequiredException asked) {
        return new ProofField(proofs, ask, currentUser, words, asked.means());
    }
}
