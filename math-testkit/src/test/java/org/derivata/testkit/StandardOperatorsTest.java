package org.derivata.testkit;

import java.util.stream.Stream;
import org.derivata.core.language.Library;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class StandardOperatorsTest {

    @TestFactory
    Stream<DynamicNode> everyOperatorOfTheStandardLibraryKeepsItsContract() {
        return OperatorContract.of(Library.standard(), Engine.reference());
    }
}
