package org.stackdeck.ui.launch;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.projects.ProjectUse;

/** Footer with a summary and the launch button. */
final class LaunchFoot extends Div {

    private final Words words;
    private final transient LaunchWords says;
    private final Span chosen = new Span();
    private final Span size = new Span();
    private final Span over = new Span();
    private final Button submit;

    /**
     * @param launch runs at each click, which disables the button until it is enabled again
     * @param keep saves the form as a launch template
     */
    LaunchFoot(Words words, LaunchWords says, Runnable launch, Runnable keep) {
        this.words = words;
        this.says = says;
        submit = new Button(words.say("launch.submit", 1), _ -> launch.run());
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.setDisableOnClick(true);
        chosen.addClassName("strong");
        size.addClassName("muted");
        over.addClassName("over");
        over.getElement().setAttribute("role", "status");
        Div summary = new Div(chosen, size);
        summary.addClassName("summary");
        add(summary, over, submit, new Button(words.say("launch.recipe.save"), _ -> keep.run()));
        addClassName("launch-foot");
    }

    void enable(boolean now) {
        submit.setEnabled(now);
    }

    /**
     * @param use quota usage of the selected project; null for none
     * @param busy whether a launch is being submitted
     */
    void show(LaunchDraft draft, @Nullable ProjectUse use, boolean fits, boolean busy) {
        int servers = draft.countOrOne();
        submit.setText(busy ? words.say("launch.busy") : words.say("launch.submit", servers));
        chosen.setText(
                draft.flavor() == null
                        ? ""
                        : words.say(
                                "launch.chosen",
                                servers,
                                draft.flavor().name(),
                                use == null ? "" : use.project().name()));
        size.setText(draft.flavor() == null ? "" : says.flavor(draft.flavor(), servers));
        over.setText(fits ? "" : words.say("launch.over"));
    }
}
