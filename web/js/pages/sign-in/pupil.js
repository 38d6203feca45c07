import { signInPupil } from '../../api/accounts.js';
import { runSignIn } from './form.js';
import { cardOf } from './sign-in.logic.js';

const card = cardOf(location.hash);
// The address stays on a shared computer when the pupil has gone.
if (card) history.replaceState(null, '', location.pathname + location.search);

runSignIn({
  card,
  signIn: ({ class_code, name, password }) => signInPupil({ class_code, name, password }),
  missing: {
    class_code: 'Type the class code from the board',
    name: 'Type your name',
    password: 'Type your password',
  },
});
