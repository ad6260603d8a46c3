package org.stackdeck.ui.vaadin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.node.NodeDrainEnded;
import org.stackdeck.platform.node.NodeId;

/**
 * Moves the open pages to other nodes before this node ends. Each page checks after a delay whether another node
 * responds, and then loads again at the same address. The delays form waves, so that the other nodes do not load all
 * pages at once.
 */
@Component
class NodeDrainPageMover {

    private static final Logger LOG = LoggerFactory.getLogger(NodeDrainPageMover.class);

    /** Delay of the first wave, after which this node has closed its port. */
    private static final Duration FIRST = Duration.ofMillis(500);

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final int WAVE_SIZE = 20;

    /** Time for which the connections of the pages stay open, so that the messages to the pages are written. */
    private static final Duration WRITE_TIME = Duration.ofMillis(500);

    private final OpenPageLimiter openPages;

    NodeDrainPageMover(OpenPageLimiter openPages) {
        this.openPages = openPages;
    }

    @EventListener
    void on(NodeDrainEnded event) {
        List<UI> pages = openPages.openPages();
        if (pages.isEmpty()) {
            return;
        }
        LOG.info("Moving {} open pages to other nodes", pages.size());
        for (int page = 0; page < pages.size(); page++) {
            move(pages.get(page), delay(page), event.node());
        }
        try {
            TimeUnit.NANOSECONDS.sleep(WRITE_TIME.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param page zero-based index of the page */
    static Duration delay(int page) {
        return FIRST.plus(INTERVAL.multipliedBy(page / WAVE_SIZE));
    }

    private static void move(UI ui, Duration delay, NodeId node) {
        try {
            Future<Void> _ = ui.access(
                    () -> ui.getPage().executeJs("window.stackdeckMove?.($0, $1)", delay.toMillis(), node.toString()));
        } catch (UIDetachedException closed) {
            // The page was closed.
        }
    }
}
