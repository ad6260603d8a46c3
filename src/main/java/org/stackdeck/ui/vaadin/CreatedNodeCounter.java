package org.stackdeck.ui.vaadin;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.internal.StateNode;

/**
 * Counts the nodes of Flow's state tree, such as elements, that a message of a page creates. Flow keeps even those that
 * are removed again until it has written the response.
 */
final class CreatedNodeCounter {

    private int first;

    private CreatedNodeCounter() {}

    /** Returns the counter of the page. */
    static CreatedNodeCounter of(UI ui) {
        CreatedNodeCounter counter = ComponentUtil.getData(ui, CreatedNodeCounter.class);
        if (counter == null) {
            counter = new CreatedNodeCounter();
            ComponentUtil.setData(ui, CreatedNodeCounter.class, counter);
        }
        return counter;
    }

    void reset(UI ui) {
        first = nextId(ui);
    }

    /** Returns the number of nodes that were created since the counter was reset. */
    int count(UI ui) {
        return nextId(ui) - first;
    }

    /** Flow numbers the nodes of a page in the order in which they are attached, but has no method to read the number. */
    private static int nextId(UI ui) {
        StateNode probe = new StateNode();
        probe.setParent(ui.getInternals().getStateTree().getRootNode());
        int id = probe.getId();
        probe.setParent(null);
        return id;
    }
}
