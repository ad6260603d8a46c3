package org.stackdeck.ui.help;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.component.LightweightButton;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Button with a question mark that opens the explanation of a term. The popover is created at the first click, because
 * most explanations are never opened.
 */
public final class ExplainButton extends Div {

    private final Term term;
    private final Messages messages;
    private final NativeButton button = new LightweightButton(this::open);
    private @Nullable Popover popover;

    public ExplainButton(Term term, Messages messages) {
        this.term = term;
        this.messages = messages;
        addClassName("explain");
        button.setText("?");
        button.addClassName("explain-button");
        button.setAriaLabel(messages.text("help.explain", term.title(messages)));
        button.setTitle(messages.text("help.explain", term.title(messages)));
        button.getElement().setAttribute("aria-haspopup", "dialog").setAttribute("aria-expanded", "false");
        add(button);
    }

    /** Returns a box that contains the field and, at the end of the line of its label, the button. */
    public static Component beside(Component field, Term term, Messages messages) {
        return StyledElements.div("explained", field, new ExplainButton(term, messages));
    }

    /** Returns the field with the button, or only the field if there is no term. */
    public static Component beside(Component field, Optional<Term> term, Messages messages) {
        return term.map(present -> beside(field, present, messages)).orElse(field);
    }

    /** Adds the button to the header of the dialog if there is a term. */
    public static void addTo(Dialog dialog, Optional<Term> term, Messages messages) {
        term.ifPresent(present -> dialog.getHeader().add(new ExplainButton(present, messages)));
    }

    /** Creates and opens the popover at the first click. The browser handles later clicks. */
    private void open() {
        if (popover != null) {
            return;
        }
        Span title = StyledElements.span("strong", term.title(messages));
        Anchor help = new Anchor(HelpRoutes.PATH, messages.text("help.more"), AnchorTarget.BLANK);
        popover =
                new Popover(StyledElements.div("explanation", title, new Paragraph(term.explanation(messages)), help));
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel(term.title(messages));
        add(popover);
        popover.open();
    }
}
