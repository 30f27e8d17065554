package io.siyu.people.staff;

import io.siyu.foundation.scope.Operator;
import io.siyu.foundation.scope.OperatorPrincipal;

/**
 * The signed-in operator as the principal of a request; read anew for each, so the session never holds rights.
 *
 * @param passwordDue whether a password of their own has to be set before anything else
 */
record ConsoleUser(Operator operator, boolean passwordDue) implements OperatorPrincipal {}
