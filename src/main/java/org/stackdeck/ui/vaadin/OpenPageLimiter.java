package org.stackdeck.ui.vaadin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.diagnostics.OpenPageCounter;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserId;
import org.stackdeck.ui.UserPrincipal;

/**
 * Limits the number of open pages per session and per user, and the memory of these pages. When a limit is exceeded,
 * closes the least recently used page, or the page that is too large. The browser then shows the reason.
 */
@Component
public class OpenPageLimiter implements VaadinServiceInitListener, OpenPageCounter, MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(OpenPageLimiter.class);

    /**
     * Maximum length of all texts of a page, as {@link UiStateTreeStatistics#characters} counts them. User data has up
     * to 49,149 characters, and a combo box with 1,000 selected servers has about 350,000.
     */
    static final int MAX_CHARACTERS = 512 * 1024;

    /**
     * Maximum number of nodes of all pages of a user. Each node takes about half a kilobyte. Most pages have fewer than
     * a thousand nodes; the page of a thousand projects has about 110,000.
     */
    static final int MAX_NODES_PER_USER = 150_000;

    private static final String LEAVE_SCRIPT =
            "location.replace('/page-closed?next=' + encodeURIComponent(location.pathname + location.search))";

    private final Map<UserId, List<OpenPage>> byUser = new ConcurrentHashMap<>();
    private final OpenPageLimitProperties limits;

    OpenPageLimiter(OpenPageLimitProperties limits) {
        this.limits = limits;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(init -> add(init.getUI()));
    }

    /** Returns the number of open pages of signed-in users. */
    @Override
    public int countOpenPages() {
        return byUser.values().stream().mapToInt(List::size).sum();
    }

    /** Returns the open pages of signed-in users. */
    List<UI> openPages() {
        return byUser.values().stream()
                .flatMap(List::stream)
                .map(page -> page.ui)
                .toList();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("stackdeck.pages.open", this, OpenPageLimiter::countOpenPages)
                .description("open pages of signed-in users")
                .register(registry);
    }

    /** Records that the user interacted with a page. */
    public void recordUse(UserId user, SessionId session, int uiId) {
        byUser.getOrDefault(user, List.of()).stream()
                .filter(page -> page.session.equals(session) && page.ui.getUIId() == uiId)
                .forEach(OpenPage::recordUse);
    }

    /** Records the data that Flow keeps for a page after a request, and closes pages that exceed a limit. */
    void recordContent(UI ui, UiStateTreeStatistics content) {
        recordContent(ui, content.nodes(), content.characters());
    }

    void recordContent(UI ui, int nodes, long characters) {
        List<OpenPage> excess = new ArrayList<>();
        UserPrincipal.findCurrent()
                .ifPresent(principal -> byUser.computeIfPresent(principal.id(), (_, open) -> {
                    List<OpenPage> pages = new ArrayList<>(open);
                    pages.stream().filter(page -> page.ui.equals(ui)).forEach(page -> page.record(nodes, characters));
                    pages.sort(Comparator.comparing((OpenPage page) -> !page.isTooLarge())
                            .thenComparing(page -> page.ui.equals(ui))
                            .thenComparingLong(OpenPage::lastUsedAt));
                    while (!pages.isEmpty()
                            && (pages.getFirst().isTooLarge()
                                    || pages.stream()
                                                    .mapToInt(page -> page.nodes)
                                                    .sum()
                                            > MAX_NODES_PER_USER)) {
                        excess.add(pages.removeFirst());
                    }
                    return pages.isEmpty() ? null : List.copyOf(pages);
                }));
        excess.forEach(OpenPageLimiter::close);
    }

    void add(UI ui) {
        UserPrincipal.findCurrent().ifPresent(principal -> add(ui, principal));
    }

    private void add(UI ui, UserPrincipal principal) {
        OpenPage page = new OpenPage(ui, principal.session());
        List<OpenPage> excess = new ArrayList<>();
        byUser.compute(principal.id(), (_, open) -> {
            List<OpenPage> pages = open == null ? new ArrayList<>() : new ArrayList<>(open);
            pages.add(page);
            collectExcess(pages, page, openPage -> openPage.session.equals(page.session), limits.perSession(), excess);
            collectExcess(pages, page, _ -> true, limits.perUser(), excess);
            return List.copyOf(pages);
        });
        ui.addDetachListener(_ -> remove(principal.id(), page));
        excess.forEach(OpenPageLimiter::close);
    }

    private static void collectExcess(
            List<OpenPage> pages, OpenPage kept, Predicate<OpenPage> counted, int limit, List<OpenPage> excess) {
        List<OpenPage> others = pages.stream()
                .filter(counted)
                .filter(page -> page != kept)
                .sorted(Comparator.comparingLong(OpenPage::lastUsedAt))
                .toList();
        List<OpenPage> oldest = others.subList(0, Math.max(0, others.size() + 1 - limit));
        pages.removeAll(oldest);
        excess.addAll(oldest);
    }

    private void remove(UserId user, OpenPage page) {
        byUser.computeIfPresent(user, (_, pages) -> {
            List<OpenPage> others =
                    pages.stream().filter(openPage -> openPage != page).toList();
            return others.isEmpty() ? null : others;
        });
    }

    /**
     * Closes the page in a separate thread, because closing requires the lock of the session of the page, which may not
     * be the session of the new page. A task passed to {@link UI#access} would run while Flow iterates over the pages
     * of the session to push their changes.
     */
    private static void close(OpenPage page) {
        Thread.ofVirtual().name("close-page").start(() -> {
            UI ui = page.ui;
            try {
                ui.accessSynchronously(() -> {
                    ui.getPage().executeJs(LEAVE_SCRIPT);
                    ui.push();
                    ui.close();
                    // Removes the page immediately, because a session without further requests would keep it in memory.
                    ui.getSession().removeUI(ui);
                });
            } catch (UIDetachedException e) {
                LOG.debug("The page is already closed", e);
            }
        });
    }

    private static final class OpenPage {

        private final UI ui;
        private final SessionId session;
        /** Value of {@link System#nanoTime}. */
        private volatile long lastUsedAt = System.nanoTime();
        /** Number of nodes after the last request. */
        private volatile int nodes;

        private volatile long characters;

        OpenPage(UI ui, SessionId session) {
            this.ui = ui;
            this.session = session;
        }

        void record(int newNodes, long newCharacters) {
            nodes = newNodes;
            characters = newCharacters;
        }

        boolean isTooLarge() {
            return nodes > MAX_NODES_PER_USER || characters > MAX_CHARACTERS;
        }

        void recordUse() {
            lastUsedAt = System.nanoTime();
        }

        long lastUsedAt() {
            return lastUsedAt;
        }
    }
}
