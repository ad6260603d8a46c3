package org.stackdeck.ui.operations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.stackdeck.operations.Operation;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Inscription;
import org.stackdeck.ui.component.PressButton;
import org.stackdeck.ui.component.Words;

/** Footer of every page with running operations and recent failures. Opens a panel with all operations. */
public final class OperationsBar extends Div implements OperationsFeed.Reader {

    private static final int RECENT = 50;
    private static final int SHOWN = 2;

    private final transient OperationsFeed feed;
    private final transient OperationsDigest digest;
    private final transient Clock clock;
    private final Words words;
    private final Div news = new Div();
    private final Span counts = new Span();
    private final NativeButton head = new PressButton(this::press);
    private final OperationsPanel panel;

    public OperationsBar(OperationsFeed feed, Words words, Clock clock) {
        this.feed = feed;
        this.words = words;
        this.clock = clock;
        this.digest = new OperationsDigest(clock, feed::hasPassword);
        this.panel =
                new OperationsPanel(() -> new OperationsList(feed, words, clock, () -> {}), words, this::showPanel);
        addClassName("ops-foot");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", words.say("operation.title"));
        head.addClassName("head");
        new Inscription().icon("up").text(words.say("operation.title")).on(head);
        showPanel();
        news.addClassName("news");
        news.getElement().setAttribute("aria-live", "polite");
        counts.addClassName("counts");
        Div bar = new Div(head, news, counts);
        bar.addClassName("ops");
        add(panel, bar);
    }

    private void press() {
        if (panel.isOpen()) {
            panel.close();
        } else {
            panel.open(false);
        }
    }

    private void showPanel() {
        head.getElement().setAttribute("aria-expanded", String.valueOf(panel.isOpen()));
        setClassName("open", panel.isOpen());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Subscription subscription = feed.follow(event.getUI(), this, RECENT, this);
        addDetachListener(detach -> {
            detach.unregisterListener();
            subscription.close();
        });
    }

    @Override
    public void fill(List<Operation> recent) {
        digest.fill(recent);
        paint();
    }

    @Override
    public void take(List<Operation> news) {
        news.forEach(digest::take);
        paint();
    }

    @Override
    public void keep(Predicate<Operation> visible) {
        digest.keep(visible);
        paint();
    }

    private void paint() {
        List<Operation> running = digest.running();
        List<Operation> failed = digest.failed();
        news.removeAll();
        running.stream().limit(SHOWN).forEach(operation -> news.add(running(operation)));
        failed.stream().limit(1).forEach(operation -> news.add(failed(operation)));
        digest.withPassword().stream().limit(1).forEach(operation -> news.add(withPassword(operation)));
        counts.removeAll();
        if (!running.isEmpty()) {
            counts.add(count("s-moving", "s s-moving spin", "operation.bar.running", running.size()));
        }
        if (!failed.isEmpty()) {
            counts.add(count("s-error", "s s-error", "operation.bar.failed", failed.size()));
        }
        if (running.isEmpty() && failed.isEmpty()) {
            Span quiet = new Span(words.say("operation.bar.quiet"));
            quiet.addClassName("muted");
            counts.add(quiet);
        }
    }

    private Div running(Operation operation) {
        Element since = new Element("sd-elapsed")
                .setAttribute(
                        "ms",
                        String.valueOf(Duration.between(operation.acceptedAt(), clock.instant())
                                .toMillis()));
        Div line = line("s-moving", "s s-moving spin", operation);
        line.getElement().appendChild(since);
        return line;
    }

    private Div failed(Operation operation) {
        Div line = line("s-error", "s s-error", operation);
        line.add(new Span(words.say("operation.bar.failed-word")));
        Span why = new Span(OperationWords.reason(operation).map(words::say).orElse(""));
        why.addClassNames("muted", "clip");
        NativeButton see = new NativeButton(words.say("operation.bar.why"), _ -> panel.open(true));
        see.addClassName("link");
        see.getElement().setAttribute("type", "button");
        line.add(why, see);
        return line;
    }

    private Div withPassword(Operation operation) {
        Div line = line("key", "i i-s", operation);
        NativeButton show =
                new NativeButton(words.say("operation.password.show"), _ -> feed.showPassword(operation, words));
        show.addClassName("link");
        show.getElement().setAttribute("type", "button");
        line.add(show);
        return line;
    }

    private Div line(String icon, String classes, Operation operation) {
        Span server = new Span(operation.serverName());
        server.addClassNames("strong", "clip");
        Div line = new Div(new Icon(icon, classes), new Span(words.say(OperationWords.action(operation))), server);
        line.addClassName("op");
        return line;
    }

    private Span count(String icon, String classes, String key, int number) {
        Span count = new Span(new Icon(icon, classes), new Span(words.say(key, number)));
        count.addClassName("count");
        return count;
    }
}
