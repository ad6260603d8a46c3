package org.stackdeck.ui.layout;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.admin.clouds.CloudsView;
import org.stackdeck.ui.admin.clouds.FirstStepsService.Progress;
import org.stackdeck.ui.admin.clouds.FirstStepsService.Step;
import org.stackdeck.ui.admin.clouds.FirstStepsView;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Shows the next of the first steps, or their completion if the last step is completed on this page. */
final class FirstStepsBanner extends Div {

    private final Messages messages;
    private final String path;
    private final transient AdminChangeNotifier notifier;
    private final transient Supplier<Progress> load;
    private final Span text = new Span();
    private final Anchor next = StyledElements.buttonLink("", "");
    private final Anchor overview;
    /** Whether a step was not complete while the banner was shown. */
    private boolean shown;

    /** @param path path of the displayed page */
    FirstStepsBanner(
            Messages messages, String path, AdminChangeNotifier notifier, Supplier<Progress> load, Runnable hide) {
        this.messages = messages;
        this.path = path;
        this.notifier = notifier;
        this.load = load;
        overview = new Anchor(FirstStepsView.PATH, messages.text("first-steps.all"));
        next.addClassName("small");
        NativeButton close = NativeButtons.icon("x", messages.text("first-steps.hide"));
        close.addClickListener(_ -> hide.run());
        addClassNames("banner", "seen");
        getElement().setAttribute("role", "status");
        add(new SpriteIcon("info"), text, overview, next, close);
        setVisible(false);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        notifier.bind(event, load, this::update);
    }

    private void update(Progress progress) {
        Optional<Step> step = progress.next();
        step.ifPresentOrElse(this::show, this::showCompletion);
        shown |= step.isPresent();
        setVisible(shown);
    }

    private void show(Step step) {
        String key = "first-steps." + step.name().toLowerCase(Locale.ROOT);
        overview.setVisible(true);
        text.setText(messages.text("first-steps.bar", step.number(), Step.values().length, messages.text(key)));
        String page = Objects.requireNonNull(FirstStepsBannerContainer.PAGES.get(step));
        // The connection dialog opens on the page of the clouds.
        next.setHref(step == Step.CLOUD ? CloudsView.connectPath() : page);
        next.setText(messages.text(step == Step.CLOUD ? "clouds.connect" : key + ".open"));
        next.setVisible(!path.equals(page));
    }

    private void showCompletion() {
        text.setText(messages.text("first-steps.complete"));
        overview.setVisible(false);
        next.setHref(ServerRoutes.PATH);
        next.setText(messages.text("first-steps.skip"));
        next.setVisible(true);
    }
}
