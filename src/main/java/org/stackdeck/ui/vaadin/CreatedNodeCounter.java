package org.stackdeck.ui.vaadin;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.internal.NodeOwner;
import com.vaadin.flow.internal.StateNode;
import com.vaadin.flow.internal.StateTree;

/**
 * Counts the nodes of Flow's state tree, such as elements, that a message of a page creates. Flow keeps even removed
 * nodes until it has written the response.
 */
final class CreatedNodeCounter {

    private int first;

    private CreatedNodeCounter() {}

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

    /**
     * Returns the number of nodes that were created since the counter was reset, plus one for each call of this method
     * since then.
     */
    int count(UI ui) {
        return nextId(ui) - first;
    }

    /**
     * Registers a temporary node and returns its ID, which is the next unused one. Flow numbers the nodes of a page in
     * the order in which they are attached, but has no method that returns the number.
     */
    private static int nextId(UI ui) {
        Probe probe = new Probe(ui.getInternals().getStateTree());
        probe.id = probe.tree.register(probe);
        probe.tree.unregister(probe);
        return probe.id;
    }

    /** Node that is registered without becoming part of the tree, so that it is not sent to the browser. */
    private static final class Probe extends StateNode {

        private final StateTree tree;
        private int id = -1;

        Probe(StateTree tree) {
            this.tree = tree;
        }

        @Override
        public NodeOwner getOwner() {
            return tree;
        }

        @Override
        public int getId() {
            return id;
        }
    }
}
